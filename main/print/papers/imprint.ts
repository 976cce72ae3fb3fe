/** 印记: what every table paper says about its own printing (handbook 7.8). */
export interface Imprint {
  /** 存档版 / 上报版 / 公示版: which of the three a sheet is may never be guessed from its look. */
  readonly purpose: 'archive' | 'report' | 'notice';
  /** Display name of the account that printed. */
  readonly printedBy: string;
  /** The moment as the core's `at()` gives it (ISO, UTC); shown as 北京时间. */
  readonly printedAt: string;
  /** 打印编号; left out, one is derived from the date and the paper's content, so that two different sheets never share one. */
  readonly printNo?: string;
}

export const purposeStamps: Readonly<Record<Imprint['purpose'], string>> = {
  archive: '存档版', report: '上报版', notice: '公示版',
};
