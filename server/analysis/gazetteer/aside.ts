/** What callers say of a place beside its name: 东南角, 附近, 往北 200 米. */

const SIDE = '[东西南北]{1,2}'
const AMOUNT = '(?:大?约|大概)?[\\d一二两三四五六七八九十百千]+(?:多|余|来)?(?:米|公里|里地?)'
const ASIDE = new RegExp(
  `(?:的?(?:${SIDE}(?:角|侧|边|面|头|方向|(?=${AMOUNT}))|[往向朝]${SIDE}(?:方向|走|去)?|[左右前后]侧|附近|旁边?|跟前|对面|门口|门前|里面|这里|那里)|${AMOUNT}(?:处|左右|的地方)?|[处，,。\\s])+$`,
  'u',
)

/**
 * @returns the text without such words at its end, and the words; none where nothing is left of it.
 */
export const withoutAside = (text: string): { words: string; aside: string } => {
  const plain = text.normalize('NFKC').trim()
  const at = plain.search(ASIDE)
  return at > 0
    ? { words: plain.slice(0, at).trim(), aside: plain.slice(at).trim() }
    : { words: plain, aside: '' }
}
