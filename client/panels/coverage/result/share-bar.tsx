import { type BandEnds, shareInWords, shareText } from './figure-text.ts'

interface ShareBarProps {
  part: number
  all: number
}

const PERCENT = 100

/** A share as a bar; the figure beside it says the same in words. */
export const ShareBar = ({ part, all }: ShareBarProps) => (
  <span className="share-bar" aria-hidden>
    <span style={{ inlineSize: `${all > 0 ? (part / all) * PERCENT : 0}%` }} />
  </span>
)

interface ShareProps extends ShareBarProps {
  /** Of a share that moves with the speeds; null where they are not known. Left out: it is exact. */
  band?: BandEnds | null
}

/** A share as figure and bar. */
export const Share = ({ part, all, band }: ShareProps) => (
  <span className="share">
    <span>
      {band === undefined
        ? shareText(part, all)
        : shareInWords({ people: all, peopleInTime: part }, band)}
    </span>
    <ShareBar part={part} all={all} />
  </span>
)
