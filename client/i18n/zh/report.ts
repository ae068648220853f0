/** Texts of the printed report. */
export const report = {
  title: '覆盖分析报告',
}
