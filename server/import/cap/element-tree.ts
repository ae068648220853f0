/**
 * XML as a small tree, read with suspicion: no document types (and so no entities of anybody's own,
 * internal or external), bounded depth, bounded number of elements.
 */
import { SaxesParser, type SaxesTagNS } from 'saxes'
import { CapRefused } from './cap-refused.ts'

export interface Element {
  readonly name: string
  readonly namespace: string
  readonly children: Element[]
  text: string
}

const MOST_DEPTH = 12
const MOST_ELEMENTS = 20_000

/** @throws CapRefused for what is no XML, or more of it than a warning has. */
export const elementTree = (xml: string): Element => {
  const parser = new SaxesParser({ xmlns: true })
  const open: Element[] = []
  let root: Element | null = null
  let count = 0
  parser.on('error', (error) => {
    throw new CapRefused(
      `不是有效的 XML：${error.message}`,
      `This is not XML that can be read: ${error.message}`,
    )
  })
  parser.on('doctype', () => {
    throw new CapRefused(
      'XML 中含有文档类型声明（DOCTYPE），不予接受：CAP 消息不需要它。',
      'The XML has a document type (DOCTYPE), which is refused: CAP messages have none.',
    )
  })
  parser.on('opentag', (tag: SaxesTagNS) => {
    count++
    if (open.length >= MOST_DEPTH || count > MOST_ELEMENTS) {
      throw new CapRefused(
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
  // Whoever pastes a message often has a line break or a byte order mark before it.
  parser.write(xml.trim()).close()
  if (!root) throw new CapRefused('没有 XML 内容。', 'There is no XML in it.')
  return root
}
