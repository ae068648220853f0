import { type CSSProperties, type ReactNode, type RefObject, useEffect, useRef } from 'react'
import { createPortal } from 'react-dom'
import { loadCharacters } from '../chinese-font.ts'
import { A4_UPRIGHT, PAPER_SCALES, type Paper } from './paper.ts'
import './print.css'

/** Documents of the visible panels, the newest last. */
const documents: HTMLElement[] = []

/** Only the newest document is printed, on its own paper; without one the page prints as it is. */
const chooseNewest = (): void => {
  const newest = documents.at(-1)
  for (const each of documents) {
    each.toggleAttribute('data-printed', each === newest)
    const pageRule = each.querySelector('style')
    if (pageRule) pageRule.media = each === newest ? 'print' : 'not all'
  }
  document.documentElement.toggleAttribute('data-prints-document', newest !== undefined)
}

interface PrintDocumentProps {
  /** What the browser proposes as the name of a PDF. */
  fileName: string
  paper?: Paper
  /**
   * For a document that is printed as soon as it stands: called when that is done. The same
   * function on every render, or it is printed again.
   */
  onPrinted?: () => void
  children: ReactNode
}

/** The paper's scale of type and gaps, for the style of what is printed or previewed. */
export const paperStyle = ({ size }: Paper): CSSProperties =>
  ({ '--paper-scale': PAPER_SCALES[size] }) as CSSProperties

/**
 * What the browser prints in place of the page. Invisible on the screen; a child of the body, so
 * that no panel can cut it off. Holds one or more `PrintPages`.
 */
export const PrintDocument = (props: PrintDocumentProps) => {
  const { fileName, paper = A4_UPRIGHT, onPrinted, children } = props
  const ref = useRef<HTMLElement>(null)
  useAsPrinted(ref, fileName)
  useEffect(() => void loadFonts(ref.current?.textContent ?? ''))
  useEffect(() => {
    if (!onPrinted) return
    let isWanted = true
    void loadFonts(ref.current?.textContent ?? '').then(() => isWanted && window.print())
    window.addEventListener('afterprint', onPrinted)
    return () => {
      isWanted = false
      window.removeEventListener('afterprint', onPrinted)
    }
  }, [onPrinted])
  return createPortal(
    <section ref={ref} className="print-document" style={paperStyle(paper)}>
      <style media="not all">{`@page { size: ${paper.size} ${paper.orientation} }`}</style>
      {children}
    </section>,
    document.body,
  )
}

/** Effects end while a panel is hidden: its document is then not the one to print. */
const useAsPrinted = (ref: RefObject<HTMLElement | null>, fileName: string): void =>
  useEffect(() => {
    const element = ref.current
    if (!element) return
    documents.push(element)
    chooseNewest()
    const pageTitle = document.title
    const setTitle = ({ type }: Event): void => {
      if (!element.hasAttribute('data-printed')) return
      document.title = type === 'beforeprint' ? fileName : pageTitle
    }
    window.addEventListener('beforeprint', setTitle)
    window.addEventListener('afterprint', setTitle)
    return () => {
      documents.splice(documents.indexOf(element), 1)
      chooseNewest()
      window.removeEventListener('beforeprint', setTitle)
      window.removeEventListener('afterprint', setTitle)
    }
  }, [ref, fileName])

/** Settles when a text can be printed or painted: the browser loads no fonts for what is hidden. */
export const loadFonts = async (text: string): Promise<void> => {
  await Promise.all([document.fonts.load('600 12px "Noto Sans"', text), loadCharacters(text)])
}
