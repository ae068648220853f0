/** Texts of kits: goods that are asked for and sent together. */
import type { TextTree } from './text.ts'

export const kits = {
  title: ['成套物资', 'Kits'],
  how: [
    '成套物资按“套”申请、整套调出；台账仍按部件记账。',
    'Kits are asked for and sent whole; the books keep each part by itself.',
  ],
  add: ['添加成套物资', 'Add a kit'],
  name: ['名称', 'Name'],
  nameEn: ['英文名称', 'Name in English'],
  part: ['每套的{{item}}', '{{item}} in one kit'],
  addPart: ['添加部件…', 'Add a part…'],
  removePart: ['去掉{{item}}', 'Remove {{item}}'],
  retired: ['停用：不再列入新的申请', 'Retired: not offered in new requests'],
  isRetired: ['已停用', 'retired'],
  note: ['说明', 'Note'],
  save: ['保存', 'Save'],
  saved: ['已保存', 'Saved'],
  edit: ['修改“{{name}}”', 'Change “{{name}}”'],
  remove: ['删除', 'Delete'],
  removeAsk: [
    '删除“{{name}}”？已有的调拨单不变。',
    'Delete “{{name}}”? Orders that there are stay.',
  ],
  yes: ['删除', 'Delete'],
  no: ['保留', 'Keep'],
  leave: ['取消', 'Leave it'],
  missing: [
    '请填写名称，并至少列出两种部件，每种填数量。',
    'Needed: a name, and at least two parts, each with its number.',
  ],
  failed: ['成套物资未能读取', 'The kits could not be read'],
  loading: ['正在读取成套物资…', 'Reading the kits…'],
  quantity: ['{{name}}（套）', '{{name}} (kits)'],
  unit: ['套', 'kits'],
  removeKit: ['去掉{{name}}', 'Remove {{name}}'],
  lacking: ['缺部件：{{parts}}', 'parts lacking: {{parts}}'],
  apart: [
    '各部件合计够，但没有储备点能配成整套',
    'there is enough of each part, but not in one stockpile',
  ],
  sets: ['{{count}} 套', '{{count}} kit', '{{count}} kits'],
  notWhole: ['未成套，少发 {{parts}}', 'not whole, {{parts}} less was sent'],
  heading: ['成套', 'Kits'],
} as const satisfies TextTree
