/** The words that CAP has for a few values, and what stands in their place in Chinese messages. */
import { simplified } from '../../analysis/gazetteer/letters.ts'
import { CapError, type Element, required, textOf } from './xml-elements.ts'

/** Each value of the standard, with what Chinese messages write for it. */
type Tokens = Readonly<Record<string, RegExp>>

export const STATUSES: Tokens = {
  Actual: /^(?:实际|正式|真实)/,
  Exercise: /^演[练习]/,
  System: /^系统/,
  Test: /^测试/,
  Draft: /^草[稿案]/,
}

export const MESSAGE_TYPES: Tokens = {
  Alert: /^(?!.*(?:解除|取消|终止|撤销|更新|变更))(?:首次|发布|警报|预警|新发)/,
  Update: /(?:更新|变更|续发|续报|调整)/,
  Cancel: /(?:解除|取消|终止|撤销)/,
  Ack: /^(?:确认|收到)/,
  Error: /^(?:错误|拒收)/,
}

/** The last four are what Chinese profiles of CAP write in place of the five of the standard. */
export const SEVERITIES: Tokens = {
  Extreme: /^特(?:别严重|别重大|重)/,
  Severe: /^(?:严重|重大)/,
  Moderate: /^较[重大]/,
  Minor: /^(?:一般|轻微)/,
  Unknown: /^(?:未知|不详|无)$/,
  Red: /^(?:红|一级|(?:I|1)级?(?![IV\d]))/i,
  Orange: /^(?:橙|二级|(?:II|2)级?(?![I\d]))/i,
  Yellow: /^(?:黄|三级|(?:III|3)级?(?!\d))/i,
  Blue: /^(?:蓝|四级|(?:IV|4)级?(?!\d))/i,
}

const valueMeant = (text: string, tokens: Tokens): string | undefined => {
  const plain = simplified(text).toLowerCase()
  const values = Object.keys(tokens)
  return (
    values.find((value) => value.toLowerCase() === plain) ??
    values.find((value) => tokens[value]!.test(plain))
  )
}

/** As the standard writes it, however the message does. @throws CapError where it is none of its values. */
export const tokenOf = (element: Element, name: string, tokens: Tokens): string => {
  const text = required(element, name)
  const value = valueMeant(text, tokens)
  if (value) return value
  const values = Object.keys(tokens)
  throw new CapError(
    `${name} 应为 ${values.join('、')} 之一，现为“${text}”。`,
    `${name} must be one of ${values.join(', ')}, not “${text}”.`,
  )
}

/** The same of what a message may leave out. */
export const tokenOr = (element: Element, name: string, tokens: Tokens, absent: string): string =>
  textOf(element, name) === '' ? absent : tokenOf(element, name, tokens)

/** Ways to say that what was expected is over. */
export const isPast = (urgency: string): boolean =>
  /^(?:past|已?过去|已?结束)$/i.test(simplified(urgency))

/** `AllClear` of the standard, and the same in other spellings. */
export const isAllClear = (responseType: string): boolean =>
  /^(?:all[\s_-]*clear|(?:警报|预警)?解除(?:警报|预警)?)$/i.test(simplified(responseType))
