/** The name of an item's instance in a list: one line, cut where it is long; whole on hover, and on a card. */
export function InstanceName({ name }: { name: string }) {
  return (
    <span title={name} className="block @2xl:max-w-40 @2xl:truncate">
      {name}
    </span>
  );
}
