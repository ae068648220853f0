/** Elements of a CAP 1.2 message by name, and what they must hold. */
import { CapRefused } from './cap-refused.ts'
import type { Element } from './element-tree.ts'

export const CAP_NAMESPACE = 'urn:oasis:names:tc:emergency:cap:1.2'

export const childrenOf = (element: Element, name: string): Element[] =>
  element.children.filter((child) => child.name === name && child.namespace === CAP_NAMESPACE)

/** The text of the first such child, empty where there is none. */
export const textOf = (element: Element, name: string): string =>
  childrenOf(element, name)[0]?.text.trim() ?? ''

/** @throws CapRefused where the text is missing. */
export const required = (element: Element, name: string): string => {
  const text = textOf(element, name)
  if (text !== '') return text
  throw new CapRefused(
    `CAP 消息缺少 ${element.name} 的 ${name}。`,
    `The CAP message lacks ${name} in ${element.name}.`,
  )
}

/** @throws CapRefused where the text is none of the standard's values. */
export const oneOf = (element: Element, name: string, values: readonly string[]): string => {
  const text = required(element, name)
  if (values.includes(text)) return text
  throw new CapRefused(
    `${name} 应为 ${values.join('、')} 之一，现为“${text}”。`,
    `${name} must be one of ${values.join(', ')}, not “${text}”.`,
  )
}
