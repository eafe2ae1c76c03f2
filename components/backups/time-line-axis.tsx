import { cx } from '../ui/cx';
import { hourMarks, type LineModel } from './time-line-model';

/** Hours, gaps and what is still to come: the ground of a day's time line. */
export function TimeLineAxis({ model }: { model: LineModel }) {
  const last = model.labels.length - 1;
  const percent = (slot: number) => `${(slot / last) * 100}%`;
  const wide = (first: number, end: number) => ({ left: percent(first), width: percent(end - first) });
  return (
    <div aria-hidden="true" className="absolute inset-0 border-line-strong border-b">
      {hourMarks(model).map(({ slot, label, isMajor }) => (
        <span key={slot} className="absolute inset-y-0 border-line border-l" style={{ left: percent(slot) }}>
          <span
            className={cx(
              'absolute top-full mt-2 -translate-x-1/2 text-micro text-ink-3 tabular-nums',
              !isMajor && 'max-sm:hidden',
              slot === last && '-translate-x-3/4 sm:-translate-x-1/2',
            )}
          >
            {label}
          </span>
        </span>
      ))}
      {model.gaps.map(([first, end]) => (
        <span
          key={first}
          className="absolute inset-y-0 min-w-[3px] border-danger border-b-[3px] bg-danger-soft"
          style={wide(Math.max(first - 0.5, 0), Math.min(end + 0.5, last))}
        />
      ))}
      {model.future <= last && (
        <span className="absolute inset-y-0 bg-hatch opacity-45" style={wide(model.future - 0.5, last)} />
      )}
    </div>
  );
}
