/** What the load is, whence and whither, until when and by which way. */
import type { LoadSheet } from '../../data/load-link.ts'
import { LOAD_STATES } from '../../data/order-steps.ts'
import { element, facts } from './elements.ts'
import { language, momentText, numberText, say, told } from './texts.ts'

const DECIMALS = 6

const pair = ([longitude, latitude]: readonly [number, number]): string =>
  `${longitude.toFixed(DECIMALS)},${latitude.toFixed(DECIMALS)}`

const amount = (quantity: number, { unit }: LoadSheet['lines'][number]): string =>
  `${numberText(quantity)} ${told(unit)}`

/** Asked, and what has become of it; numbers that are nought say nothing. */
const lineText = (line: LoadSheet['lines'][number]): string =>
  [
    say(`请调 ${amount(line.quantity, line)}`, `asked ${amount(line.quantity, line)}`),
    line.shipped > 0 && say(`实发 ${numberText(line.shipped)}`, `sent ${numberText(line.shipped)}`),
    line.received > 0 &&
      say(`实收 ${numberText(line.received)}`, `received ${numberText(line.received)}`),
    line.damaged > 0 &&
      say(`损坏 ${numberText(line.damaged)}`, `damaged ${numberText(line.damaged)}`),
    line.missing > 0 &&
      say(`缺少 ${numberText(line.missing)}`, `missing ${numberText(line.missing)}`),
  ]
    .filter(Boolean)
    .join(' · ')

/** When it is to be there; what has happened already is given as it was. */
const arrivalText = ({ receivedAt, arrivedAt, expectedAt }: LoadSheet): string => {
  if (receivedAt) return say(`${momentText(receivedAt)} 签收`, `received ${momentText(receivedAt)}`)
  if (arrivedAt) return say(`${momentText(arrivedAt)} 到达`, `arrived ${momentText(arrivedAt)}`)
  return say(`预计 ${momentText(expectedAt)} 卸完`, `to be unloaded ${momentText(expectedAt)}`)
}

export const sheetView = (sheet: LoadSheet): HTMLElement => {
  const { number, load, loads, state, stockpile, site, receivedAt, arrivedAt } = sheet
  const name = language === 'en' ? (stockpile.nameEn ?? stockpile.name) : stockpile.name
  const call =
    stockpile.phone && !stockpile.phone.includes('*') && element('a', {}, stockpile.phone)
  if (call) call.href = `tel:${stockpile.phone}`
  const isThere = receivedAt !== null || arrivedAt !== null
  return element(
    'section',
    {},
    element(
      'header',
      {},
      element('h1', {}, `${number}—${String(load + 1).padStart(2, '0')}`),
      element(
        'p',
        {},
        say(`第 ${load + 1} 路，共 ${loads} 路`, `Load ${load + 1} of ${loads}`),
        ' · ',
        element('strong', {}, told(LOAD_STATES[state])),
      ),
    ),
    facts(
      [say('从', 'From'), [name, call && ' ', call]],
      [say('送到', 'To'), element('strong', {}, site.name)],
      [say('卸货点', 'Unload at'), site.unloading && told(site.unloading)],
      [
        say('坐标', 'Coordinates'),
        [
          `CGCS2000/WGS-84 ${pair(site.wgs84)}`,
          element('br'),
          `${say('高德', 'Amap')} GCJ-02 ${pair(site.gcj02)}`,
        ],
      ],
      [say('同车装货', 'This lorry'), sheet.sequence && told(sheet.sequence)],
      [say('路线', 'Way'), sheet.way && told(sheet.way)],
      [
        say('行程', 'Times'),
        [
          sheet.departedAt
            ? say(`${momentText(sheet.departedAt)} 发车`, `left ${momentText(sheet.departedAt)}`)
            : say(
                `预定 ${momentText(sheet.leavesAt)} 发车`,
                `leaves ${momentText(sheet.leavesAt)}`,
              ),
          ' · ',
          arrivalText(sheet),
        ],
      ],
      [
        say('时限', 'Needed by'),
        !isThere &&
          site.deadline &&
          element('strong', { className: 'deadline' }, momentText(site.deadline)),
      ],
    ),
    ...(sheet.kits.length > 0
      ? [
          element(
            'ul',
            { label: say('成套', 'Kits') },
            ...sheet.kits.map((kits) => element('li', {}, told(kits))),
          ),
        ]
      : []),
    element(
      'ul',
      { label: say('物资', 'Goods') },
      ...sheet.lines.map((line) =>
        element(
          'li',
          {},
          element('strong', {}, told(line.label)),
          ` ${told(line.specification)} · ${say('批次', 'batch')} ${line.batch}`,
          element('br'),
          lineText(line),
        ),
      ),
    ),
    element(
      'p',
      { className: 'secondary' },
      say(
        `约 ${sheet.mass.zh} · ${sheet.vehicles.zh}`,
        `about ${sheet.mass.en} · ${sheet.vehicles.en}`,
      ),
    ),
  )
}
