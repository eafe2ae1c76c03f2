/** Alibaba Cloud's region ids, with the time zone whose midnight starts a backup day there. */
const known = [
  { id: 'cn-hangzhou', timeZone: 'Asia/Shanghai' },
  { id: 'cn-shanghai', timeZone: 'Asia/Shanghai' },
  { id: 'cn-beijing', timeZone: 'Asia/Shanghai' },
  { id: 'cn-shenzhen', timeZone: 'Asia/Shanghai' },
  { id: 'cn-hongkong', timeZone: 'Asia/Hong_Kong' },
  { id: 'ap-southeast-1', timeZone: 'Asia/Singapore' },
  { id: 'ap-northeast-1', timeZone: 'Asia/Tokyo' },
  { id: 'us-west-1', timeZone: 'America/Los_Angeles' },
  { id: 'us-east-1', timeZone: 'America/New_York' },
  { id: 'eu-central-1', timeZone: 'Europe/Berlin' },
  { id: 'eu-west-1', timeZone: 'Europe/London' },
  { id: 'me-east-1', timeZone: 'Asia/Dubai' },
] as const;

export type RegionId = (typeof known)[number]['id'];
export type Region = { readonly id: RegionId; readonly timeZone: string };

export const regions: readonly Region[] = known;

export function findRegion(id: string): Region | undefined {
  return regions.find((region) => region.id === id);
}
