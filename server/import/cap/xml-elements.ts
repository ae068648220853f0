/**
 * XML as a small tree, read with suspicion: no document types (and so no entities, internal or
 * external), bounded depth, bounded number of elements; and what a CAP 1.2 message must hold.
 */
import { SaxesParser, type SaxesTagNS } from 'saxes'
import type { Bilingual } from '../../../data/bilingual.ts'

/** A message that is not read, and why; nothing was kept. */
export class CapError extends Error {
  readonly sentence: Bilingual

  constructor(zh: string, en: string) {
    super(en)
    this.sentence = { zh, en }
  }
}

export interface Element {
  readonly name: string
  readonly namespace: string
  readonly children: Element[]
  text: string
}

const MOST_DEPTH = 12
const MOST_ELEMENTS = 20_000

/** @throws CapError for what is no XML, or more of it than a warning has. */
export const elementTree = (xml: string): Element => {
  const parser = new SaxesParser({ xmlns: true })
  const open: Element[] = []
  let root: Element | null = null
  let count = 0
  parser.on('error', (error) => {
    throw new CapError(
      `不是有效的 XML：第 ${parser.line} 行第 ${parser.column} 列附近有误`,
      `This is not XML that can be read: ${error.message}`,
    )
  })
  parser.on('doctype', () => {
    throw new CapError(
      'XML 中含有文档类型声明（DOCTYPE），不予接受：CAP 消息不需要它。',
      'The XML has a document type (DOCTYPE), which is refused: CAP messages have none.',
    )
  })
  parser.on('opentag', (tag: SaxesTagNS) => {
    count++
    if (open.length >= MOST_DEPTH || count > MOST_ELEMENTS) {
      throw new CapError(
        'XML 嵌套过深或元素过多，不予接受。',
        'The XML is nested too deeply, or has too many elements.',
      )
    }
    const element: Element = { name: tag.local, namespace: tag.uri, children: [], text: '' }
    open.at(-1)?.children.push(element)
    root ??= element
    open.push(element)
  })
  const addText = (text: string): void => {
    const element = open.at(-1)
    if (element) element.text += text
  }
  parser.on('text', addText)
  parser.on('cdata', addText)
  parser.on('closetag', () => {
    open.pop()
  })
  // Pasted messages often begin with a line break or a byte order mark.
  parser.write(xml.trim()).close()
  if (!root) throw new CapError('没有 XML 内容。', 'There is no XML in it.')
  return root
}

/** Children are of the namespace of their message: a signature of another one is none of its own. */
export const childrenOf = (element: Element, name: string): Element[] =>
  element.children.filter((child) => child.name === name && child.namespace === element.namespace)

const HALF_CHARACTERS = /\p{Cs}/gu

/** The beginning of a text; a character that is cut in half is left out. */
export const cutTo = (text: string, mostCharacters: number): string =>
  text.slice(0, mostCharacters).replace(HALF_CHARACTERS, '').trim()

/** The text of the first such child, empty where there is none. */
export const textOf = (element: Element, name: string): string =>
  childrenOf(element, name)[0]?.text.trim() ?? ''

/** @throws CapError where the text is missing. */
export const required = (element: Element, name: string): string => {
  const text = textOf(element, name)
  if (text !== '') return text
  throw new CapError(
    `CAP 消息缺少 ${element.name} 的 ${name}。`,
    `The CAP message lacks ${name} in ${element.name}.`,
  )
}
