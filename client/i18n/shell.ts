/** Texts of the frame of the page: header, tabs, notices. */
import type { TextTree } from './text.ts'

export const shell = {
  title: ['应急资源一张图', 'Emergency Resource Map'],
  skipToPanel: ['跳到资源面板', 'Skip to the resource panel'],
  skipToAnswer: ['跳到结果', 'Skip to the answer'],
  skipToMap: ['跳到地图', 'Skip to the map'],
  retry: ['重试', 'Try again'],
  header: {
    settings: ['显示设置', 'Display settings'],
    language: ['English', '中文'],
    languageLabel: ['Switch to English', '切换为中文'],
    dark: ['切换为深色', 'Switch to dark'],
    light: ['切换为浅色', 'Switch to light'],
    wall: ['切换为大屏模式', 'Switch to wall mode'],
    desk: ['切换为桌面模式', 'Switch to desk mode'],
  },
  keys: {
    title: ['快捷键', 'Keys'],
    search: ['搜索', 'search'],
    first: ['采用搜索结果的第一个', 'take the first of what was found'],
    choose: ['选定或放开第 1 至 5 位', 'choose number 1 to 5, or let it go'],
    copy: [
      '复制选定的（否则第 1 位）调度信息',
      'copy the message of the chosen one, else of the first',
    ],
    compose: ['填写调度信息', 'fill in the message'],
    back: [
      '退一步：离开搜索框，关闭窗口、详情，结束测距或标注，放开选定；结果一直保留',
      'one step back: search box, dialog, details, measuring or note, choice; the answer stays',
    ],
    undo: [
      '撤销刚在图上改的地点（连按退回更早）；测距时撤去末点',
      'take back a place set on the map, again for the one before; the last point while measuring',
    ],
    arrows: [
      '焦点在图上：移动地图；在地点标记上：移动地点（Shift 大步）',
      'on the map: move it; on the pin: move the place (with Shift in larger steps)',
    ],
    zoom: ['焦点在图上：放大、缩小', 'on the map: zoom in and out'],
    corner: ['测距时撤去末点', 'take back the last point while measuring'],
    list: ['显示本表', 'show this list'],
  },
  firstRun: {
    text: ['现在是演示数据。', 'Demonstration data.'],
    look: ['继续看演示，不再提示', 'Keep looking at the demonstration; do not ask again'],
    own: ['换成本单位的数据', 'Begin with my own'],
    open: ['换成本单位的数据…', 'Begin with your own data …'],
  },
  wallOffer: {
    text: [
      '检测到大屏幕，是否使用大屏模式（放大文字与符号）？',
      'This is a large screen. Use wall mode, with larger type and symbols?',
    ],
    accept: ['使用大屏模式', 'Use wall mode'],
    decline: ['保持现状', 'Keep as it is'],
  },
  panel: {
    label: ['资源面板', 'Resource panel'],
    nearest: ['就近调度', 'Nearest'],
    list: ['列表', 'List'],
    legend: ['图例', 'Legend'],
    coverage: ['覆盖', 'Coverage'],
    dispatch: ['调拨', 'Dispatch'],
    hazards: ['险情', 'Hazards'],
    data: ['数据', 'Data'],
    loading: ['正在载入…', 'Loading…'],
    collapse: ['收起面板', 'Collapse the panel'],
    expand: ['展开面板', 'Expand the panel'],
  },
  crash: {
    title: ['页面的这一部分出错了', 'This part of the page failed'],
    detail: [
      '其余部分仍可使用。可以重试；若仍然出错，请刷新页面。',
      'The rest still works. Try again; if it keeps failing, reload the page.',
    ],
  },
  missing: {
    title: ['页面的这一部分没有载入', 'This part of the page did not load'],
    detail: [
      '与服务器的连接可能中断。恢复后请重试；若仍不行，请刷新页面。',
      'The server may be out of reach. Try again once it is back; if that fails, reload the page.',
    ],
    reload: ['刷新页面', 'Reload the page'],
  },
  chartFailed: ['图表没有载入，可改看表格。', 'The chart could not be loaded. The table is there.'],
  notice: {
    chip: ['演示数据', 'Demonstration data'],
    realChip: ['数据状态', 'About the data'],
    backup: ['上次备份：{{age}}。', 'Last backup: {{age}}.'],
    noBackupYet: ['尚无备份。', 'There is no backup yet.'],
    api: ['数据接口', 'The data, by an API'],
    licences: ['所用软件的许可', 'Licences of the software in it'],
    noBackups: [
      '未设置定时备份：请在服务端设置 BACKUP_DIR。',
      'No backups are made: set BACKUP_DIR where the service runs.',
    ],
    network: [
      '道路网：{{provenance}}，{{edges}} 条有向路段（{{source}}）。',
      'Road network: {{provenance}}, {{edges}} directed edges ({{source}}).',
    ],
    noNetwork: [
      '未加载道路网，只能给出直线距离。',
      'No road network is loaded: only straight-line distances can be told.',
    ],
    revision: ['数据版本 {{revision}}。', 'Data revision {{revision}}.'],
  },
  map: {
    label: ['地图', 'Map'],
    loading: ['正在加载地图…', 'Loading the map…'],
    pictureFailed: [
      '这一项的图层没有载入，地图其余部分仍可使用。',
      'What this panel draws on the map did not load. The rest of the map still works.',
    ],
    noWebgl: [
      '本机浏览器不支持 WebGL2，无法显示地图。列表、搜索与就近调度仍可使用。',
      'This browser has no WebGL2, so the map cannot be drawn. List, search and nearest still work.',
    ],
    failed: [
      '地图未能加载。列表、搜索与就近调度仍可使用。',
      'The map could not be loaded. List, search and nearest still work.',
    ],
  },
} as const satisfies TextTree
