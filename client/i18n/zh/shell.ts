/** Texts of the frame of the page: header, tabs, notices. */
export const shell = {
  title: '应急资源一张图',
  subtitle: '济宁市',
  skipToPanel: '跳到资源面板',
  skipToMap: '跳到地图',
  retry: '重试',
  header: {
    settings: '显示设置',
    language: 'English',
    languageLabel: 'Switch to English',
    dark: '切换为深色',
    light: '切换为浅色',
    wall: '切换为大屏模式',
    desk: '切换为桌面模式',
  },
  wallOffer: {
    text: '检测到大屏幕，是否使用大屏模式（放大文字与符号）？',
    accept: '使用大屏模式',
    decline: '保持现状',
  },
  panel: {
    label: '资源面板',
    nearest: '就近调度',
    list: '列表',
    legend: '图例',
    coverage: '覆盖',
    loading: '正在载入…',
    collapse: '收起面板',
    expand: '展开面板',
  },
  crash: {
    title: '页面的这一部分出错了',
    detail: '其余部分仍可使用。可以重试；若仍然出错，请刷新页面。',
  },
  notice: {
    chip: '演示数据',
    network: '道路网：{{provenance}}，{{edges}} 条有向路段（{{source}}）。',
    noNetwork: '未加载道路网，只能给出直线距离。',
    revision: '数据版本 {{revision}}。',
  },
  map: {
    label: '地图',
    loading: '正在加载地图…',
    noWebgl: '本机浏览器不支持 WebGL2，无法显示地图。列表、搜索与就近调度仍可使用。',
    failed: '地图未能加载。列表、搜索与就近调度仍可使用。',
  },
}
