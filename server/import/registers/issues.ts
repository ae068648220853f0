/** What is said of a cell, a row or a file, in one code and one sentence in both languages each. */
import { type Bilingual, type BilingualText, bilingual } from '../../../data/bilingual.ts'

// biome-ignore format: a table, one sentence a line.
const SENTENCES = {
  'choice-unknown': '不是该字段的选项|is no option of this field',
  'code-assigned': '没有编号列，编号由程序给出|there is no column of codes: the program gives them',
  'code-ruined': '长编号被电子表格改成了科学计数|a long code that a spreadsheet turned into a rounded number',
  'coordinates-coarse': '坐标只有两位小数，误差约一公里|two decimals only: about a kilometre off',
  'coordinates-missing': '没有坐标，先保留，待在地图上定位|no coordinates: the row is kept, to be placed on the map',
  'coordinates-mixed-forms': '米制坐标中夹有经纬度，已分别读取|degrees among metres; each was read as what it is',
  'coordinates-projected': '平面坐标，已按 CGCS2000 换算|metres of a projection, converted from CGCS2000',
  'coordinates-mixed-systems': '各来源的坐标系不同，已分别换算|rows of different sources are in different systems; each was converted by its own',
  'coordinates-other-system': '坐标与道路、区县的吻合情况表明不是 WGS-84|the points fit roads and counties in another system than WGS-84',
  'coordinates-choice-unfit': '所选坐标系与道路、区县不吻合|the points do not fit roads and counties in the system that was chosen',
  'coordinates-system-unsure': '坐标系无法判断，按 WGS-84|the system cannot be told; WGS-84 is taken',
  'coordinates-out-of-area': '不在本市及周边|not in or near the region',
  'coordinates-swapped': '经纬度写反，已对调|longitude and latitude stood exchanged and were put right',
  'coordinates-unreadable': '读不成坐标|cannot be read as coordinates',
  'coordinates-zero': '0,0 不是位置|0,0 is no place',
  'county-conflict': '坐标在另一个区县|the point lies in another county than the column says',
  'blank-from-above': '空白，按同组上一行|blank: what stands above in its group was taken',
  'county-from-point': '区县按坐标得出|the county was found by the point',
  'county-from-town': '该区不是行政区，区县按乡镇得出|no county of that name: the town decides',
  'county-unknown': '没有这个区县|there is no such county',
  'town-unknown': '没有这个乡镇|there is no such town',
  'date-from-serial': '数字按电子表格的日期序号读取|a number, read as a spreadsheet counts days',
  'date-invalid': '没有这一天，未采用|there is no such day: it was dropped',
  'date-partial': '没有写日，按当月 1 日|no day is given: the first is taken',
  'date-year-short': '年份只写了两位，按 20 开头|the year has two digits: 20 was put before it',
  'day-out-of-order': '日期读不成，或与前后的日期不连续，未采用|cannot be read as a day, or does not follow those around it: it was dropped',
  'duplicate-code-in-file': '文件中编号重复|the same code stands twice in the file',
  'duty-hours-missing': '没有写值班的起止时间|duty without its hours',
  'duty-sign-unknown': '没有说明的值班符号，未采用|a sign that no note explains: it was dropped',
  'encoding-guessed': '文件没有注明编码，按内容判断|nothing says how the text is encoded: it was judged by its bytes',
  'equipment-unknown': '目录中没有这种装备，未采用|not in the catalogue: it was dropped',
  'equipment-without-count': '没有写数量，未采用|no count is given: it was dropped',
  'extension-wrong': '文件扩展名与内容不符，按内容读取|the file is not what its name says; it was read as what it is',
  'formula-text-kept': '以公式符号开头，作为文字保留，不执行|begins like a formula: kept as text, never run',
  'geometry-invalid': '图形自相交或无法读取|the outline crosses itself or cannot be read',
  'geometry-type-refused': '该集合没有这种图形|the collection has no such shapes',
  'zone-prefix-missing': '横坐标没有带号，按本地区所在的中央经线换算|no zone stands before the easting; the meridian of the region is taken',
  'geometry-missing': '没有图形，先保留，待在地图上定位|no shape: the row is kept',
  'heights-dropped': '高程未采用|heights were dropped',
  'hidden-rows-read': '隐藏的行也读取了|hidden rows were read too',
  'sheets-left': '其他工作表表头相同，未读取，请逐个选择工作表导入|other sheets have the same headings and were not read: import them one by one',
  'hidden-sheets-ignored': '隐藏的工作表未读取|hidden sheets were not read',
  'length-disagrees': '长度与起止桩号不符，未采用|the length and the stakes differ: it was dropped',
  'left-out': '按选择不导入|left out by choice',
  'number-approximate': '约数，按所写数值|an approximate number, taken as written',
  'number-negative': '小于零|below zero',
  'number-not-whole': '应为整数|must be a whole number',
  'number-out-of-range': '超出允许范围|out of range',
  'number-with-unit': '数字中带有单位，已换算|a unit stands in the number: it was converted',
  'number-unreadable': '读不成数|cannot be read as a number',
  'phone-area-assumed': '没有区号，已按本地区号补上|no area code: the local one was put before it',
  'phone-leading-zero': '区号开头的 0 丢失，已补上|a number cell lost its leading zero; it was put back',
  'phone-masked': '号码带星号，不是完整号码，未采用|has asterisks and is no number: it was dropped',
  'phone-several': '有多个号码，取第一个|more than one number: the first is taken',
  'phone-beside-name': '姓名中写有电话，已分开|a number stood beside the name: it was kept as the telephone',
  'phone-unreadable': '不是电话号码，未采用|no telephone number: it was dropped',
  'possible-duplicate': '与另一条名称、位置相近，可能重复|near another one in name and place',
  'required-missing': '缺少必填内容|a required value is missing',
  'placed-by-stakes': '按桩号从堤防线上截取，位置由所登记的起止桩号推算|cut out of the levee’s line by its stakes, between those on register',
  'stakes-descending': '起止桩号写反，已对调|the stakes stand from high to low and were exchanged',
  'stakes-unreadable': '读不成桩号，原文保留|cannot be read as stakes: the text is kept',
  'stand-in-taken': '没有更合适的列，以相近的列代替，请核对|there is no better column: one of something near to it was taken, to be checked',
  'text-too-long': '文字过长|the text is too long',
  'roster-every-week': '没有写日期，按每周都相同，请核对|no dates are given: it is taken to be the same every week; to be checked',
  'roster-year-assumed': '没有写年份，按离今天最近的一年，请核对|no year is given: the one nearest to today is taken; to be checked',
  'station-unknown': '没有这个救援站|there is no such station',
  'weekdays-disagree': '星期与所写月份不符，请核对年月|the weekdays are not those of that month: see whether it is the right one',
  expired: '已过期|past its date',
  'received-later': '入库日期晚于今天，货到当天再导入|received after today: enter it on the day that it comes',
  'value-refused': '不符合该字段的要求，不导入|not what the field allows: the row stays out',
  'item-retired': '该物资已停用，不再入库|the item is retired and not taken in any more',
  'item-unknown': '目录中没有这种物资，或不能确定；可指明是哪一种，或添加为自有物资|not in the catalogue, or not surely: say which item it is, or add it as one of your own',
  'quantity-none': '没有数量|there is none',
  'stockpile-matched-loosely': '储备点名称与已有的相近，请确认|the name is nearly that of a known stockpile: to be confirmed',
  'stockpile-retired': '该储备点已停用，不再入库|the stockpile is retired and takes nothing in',
  'stockpile-unknown': '没有这个储备点|there is no such stockpile',
  'unit-converted': '按本行规格换算了单位|converted by what the row itself says of the unit',
  'unit-converted-by-density': '按目录中的单位质量换算，请确认|converted by the mass in the catalogue: to be confirmed',
  'unit-converted-by-sheet': '按物资档案的包装换算了单位|converted by the package in the item’s sheet',
  'unit-differs-from-sheet': '本行规格与物资档案的包装不同，按本行规格换算，请核对|what the row says of the package differs from the item’s sheet: the row’s was taken, to be checked',
  'unit-not-convertible': '单位无法换算|the unit cannot be converted',
} as const satisfies Record<string, BilingualText>

export type IssueCode = keyof typeof SENTENCES

export interface Issue {
  readonly code: IssueCode
  /** As its users call it. */
  readonly column?: string
  /** An error keeps the row out; a warning says what was made of a value. */
  readonly severity: 'warning' | 'error'
  /** As it stands in the file. */
  readonly value?: string
  /** The county that the column names, and the one that the point lies in. */
  readonly said?: string
  readonly lies?: string
  /** Code or row of the other one. */
  readonly of?: string
  /** What its sentence goes on with. */
  readonly because?: Bilingual
}

/** Of a file as a whole. */
export interface FileWarning {
  readonly code: IssueCode
  readonly detail: string
  readonly rows?: readonly number[]
  readonly sheets?: readonly string[]
}

export const issueSentence = (code: IssueCode, because?: Bilingual): Bilingual => {
  const { zh, en } = bilingual(SENTENCES[code])
  return because ? { zh: `${zh}：${because.zh}`, en: `${en}: ${because.en}` } : { zh, en }
}

/** @param more detail left out: what the code says. */
export const fileWarning = (
  code: IssueCode,
  more: Partial<Omit<FileWarning, 'code'>> = {},
): FileWarning => ({ code, detail: issueSentence(code).en, ...more })
