/** Whether the backup instance `b` remembers an older point than its newest: somebody put its head back. */
export const headIsBehind = `EXISTS (
  SELECT 1 FROM backup_points n WHERE n.backup_instance_id = b.id AND n.ordinal > b.head_ordinal)`;
