/** A region of the console: its part of every address, its names, and the time zone whose midnight starts a day. */
export type Region = {
  readonly id: string;
  readonly name: Readonly<Record<'en' | 'zh', string>>;
  readonly timeZone: string;
};

/** Alibaba Cloud's regions, for a site that lists none of its own. */
export const builtInRegions: readonly Region[] = [
  region('cn-hangzhou', 'China (Hangzhou)', '华东1（杭州）', 'Asia/Shanghai'),
  region('cn-shanghai', 'China (Shanghai)', '华东2（上海）', 'Asia/Shanghai'),
  region('cn-beijing', 'China (Beijing)', '华北2（北京）', 'Asia/Shanghai'),
  region('cn-shenzhen', 'China (Shenzhen)', '华南1（深圳）', 'Asia/Shanghai'),
  region('cn-hongkong', 'China (Hong Kong)', '中国香港', 'Asia/Hong_Kong'),
  region('ap-southeast-1', 'Singapore', '新加坡', 'Asia/Singapore'),
  region('ap-northeast-1', 'Japan (Tokyo)', '日本（东京）', 'Asia/Tokyo'),
  region('us-west-1', 'US (Silicon Valley)', '美国（硅谷）', 'America/Los_Angeles'),
  region('us-east-1', 'US (Virginia)', '美国（弗吉尼亚）', 'America/New_York'),
  region('eu-central-1', 'Germany (Frankfurt)', '德国（法兰克福）', 'Europe/Berlin'),
  region('eu-west-1', 'UK (London)', '英国（伦敦）', 'Europe/London'),
  region('me-east-1', 'UAE (Dubai)', '阿联酋（迪拜）', 'Asia/Dubai'),
];

function region(id: string, en: string, zh: string, timeZone: string): Region {
  return { id, name: { en, zh }, timeZone };
}

export function findRegion(regions: readonly Region[], id: string): Region | undefined {
  return regions.find((known) => known.id === id);
}

/** The region's time zone. Throws where the region must be one of the list: the start of the console sees to it. */
export function timeZoneIn(regions: readonly Region[], regionId: string): string {
  const found = findRegion(regions, regionId);
  if (found === undefined) throw new Error(`The region ${regionId} is not in the list of regions`);
  return found.timeZone;
}
