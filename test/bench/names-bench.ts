/** Half a million names, searched in memory, beside the LIKE over a table that a database would do. */
import { DatabaseSync } from 'node:sqlite'
import { Alphabet } from '../../server/analysis/gazetteer/alphabet.ts'
import {
  findLeftOut,
  findNames,
  findNearest,
  type NamePart,
} from '../../server/analysis/gazetteer/find-names.ts'
import { lettersOf } from '../../server/analysis/gazetteer/letters.ts'
import { NameIndex } from '../../server/analysis/gazetteer/name-index.ts'
import { seededRandom } from '../../server/analysis/random.ts'
import { describeTimes, quantile, times } from './quantile.ts'

const NAMES = 500_000
const LIMIT = 60
const RUNS = 5
const ASKED = [
  ...['古槐', '站', '柳行第十村', 'rc', 's', 'liuhang', 'lhjd', 'guhuaijiedaodi', 'ren城', 'xwz'],
  ...['north', '兗州', '没有这个地方'],
]
const LEFT_OUT = ['古槐一站', 'ghyz', '柳村']
const MISSPELLED = ['古怀街道办', 'guhuajiedao', 'noth vilage', '任成区政府']

const FIRST = '任古柳水邹兖泗曲汶嘉金鱼微梁南北东西大小新前后上下张王李刘陈杨孔孟颜'
const SECOND = '城槐行泊县州阜上祥乡台山苑营庄寺桥口店集屯楼堂河湖泉沟峪崖坡林堡'
const LAST = ['村', '庄', '街道', '路', '小区', '小学', '卫生室', '第一微型应急救援站', '社区']
const EN = ['Village', 'Road', 'School', 'Estate', 'Station']

const drawnNames = (): string[][] => {
  const random = seededRandom(7)
  const any = <T>(choices: ArrayLike<T>): T => choices[Math.floor(random() * choices.length)]!
  return Array.from({ length: NAMES }, (_, i) => {
    const number = random() < 0.3 ? String(1 + Math.floor(random() * 40)) : ''
    const name = `${any(FIRST)}${any(SECOND)}${any(FIRST)}${any(SECOND)}${number}${any(LAST)}`
    return i % 2 === 0
      ? [name]
      : [name, `${lettersOf(name.slice(0, 2), 'pinyin')} ${any(EN)} ${i % 1000}`]
  })
}

/** The time of each question, over all of them. */
const timesOf = (asked: readonly string[], ask: (text: string) => void): number[] => {
  for (const text of asked) ask(text)
  let next = 0
  return times(RUNS * asked.length, () => ask(asked[next++ % asked.length]!))
}

export const benchNames = (): string[] => {
  const names = drawnNames()
  const alphabet = new Alphabet()
  const index = new NameIndex(alphabet)
  const began = performance.now()
  for (const [entry, texts] of names.entries()) {
    for (const [i, text] of texts.entries()) index.add(entry, text, i === 0 ? 'name' : 'other-name')
  }
  const seconds = (performance.now() - began) / 1000
  const parts: NamePart[] = [{ index, order: 0 }]
  let checksum = 0
  const asking =
    (find: typeof findNames) =>
    (text: string): void => {
      checksum += find(alphabet, parts, text, { most: LIMIT }).length
    }
  const exact = timesOf(ASKED, asking(findNames))
  const leftOut = timesOf(LEFT_OUT, asking(findLeftOut))
  const misspelled = timesOf(MISSPELLED, asking(findNearest))

  const database = new DatabaseSync(':memory:')
  database.exec('CREATE TABLE names (name TEXT, haystack TEXT)')
  const insert = database.prepare('INSERT INTO names VALUES (?, ?)')
  database.exec('BEGIN')
  for (const texts of names) {
    const [name = ''] = texts
    const letters = [lettersOf(name, 'pinyin'), lettersOf(name, 'first')]
    insert.run(name, [...texts, ...letters].join('\n').toLowerCase())
  }
  database.exec('COMMIT')
  const like = database.prepare('SELECT name FROM names WHERE haystack LIKE ? LIMIT 3000')
  const plain = timesOf(ASKED, (text) => {
    checksum += like.all(`%${text}%`).length
  })
  database.close()
  const ratio = quantile(plain, 0.5) / quantile(exact, 0.5)
  return [
    `${NAMES} entries with ${index.size} names, laid out in ${seconds.toFixed(1)} s`,
    `characters, pinyin, initials, mixtures, English: ${describeTimes(exact)}`,
    `the same by LIKE over names with one reading and initials: ${describeTimes(plain)}; ${ratio.toFixed(0)} times slower`,
    `with words left out: ${describeTimes(leftOut)}`,
    `nothing so called, nearest spelling: ${describeTimes(misspelled)}`,
    `(checksum ${checksum})`,
  ]
}

// By itself: node test/bench/names-bench.ts
if (import.meta.main) console.log(benchNames().join('\n'))
