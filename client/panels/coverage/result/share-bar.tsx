import { shareText } from './figure-text.ts'

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

/** A share as figure and bar. */
export const Share = ({ part, all }: ShareBarProps) => (
  <span className="share">
    <span>{shareText(part, all)}</span>
    <ShareBar part={part} all={all} />
  </span>
)
