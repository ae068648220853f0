/** What the parts of the ledger share. */
import { useState } from 'react'
import { type Batch, EXPIRING_DAYS, isUsable, LEDGER_LIMITS } from '../../../../data/ledger.ts'
import { dayAfter } from '../../../../data/local-time.ts'
import { itemKeys, MATERIALS } from '../../../../data/materials.ts'
import type { Holding } from '../../../../data/stock.ts'
import { listText } from '../../../../data/wording.ts'
import type { FileQuery } from '../../../api/request.ts'
import { type LedgerFilter, stockTableUrl } from '../../../api/stock.ts'
import { DownloadMenu } from '../../../form/download-menu.tsx'
import { FileLinks } from '../../../form/file-links.tsx'
import { EmptyNote, ReadableTag, TextField } from '../../../form/pieces.tsx'
import { dateOf, wallClockAt } from '../../../form/shanghai-time.ts'
import { useText } from '../../../i18n/text.ts'

/** Goods of one use stand together, as in the catalogue. */
export const inCatalogueOrder = (holdings: readonly Holding[]): Holding[] =>
  [...holdings].sort((a, b) => itemKeys().indexOf(a.item) - itemKeys().indexOf(b.item))

interface DownloadsProps {
  table: 'balances' | 'count' | 'movements' | 'expiring' | 'loans'
  filter: LedgerFilter
}

/** The shown table as a file. */
export const Downloads = ({ table, filter }: DownloadsProps) => {
  const { t } = useText('ledger')
  const label = t(table === 'count' ? 'countForm' : 'downloads')
  const hrefOf = (file: FileQuery): string => stockTableUrl({ table, filter }, file)
  if (table !== 'balances') return <FileLinks label={label} hrefOf={hrefOf} />
  return <DownloadMenu isFiled label={label} sources={{ balances: { label, hrefOf } }} />
}

/** What came and went in a month, as a file (收发存). */
export const MonthlyReport = ({ filter }: Pick<DownloadsProps, 'filter'>) => {
  const { t } = useText('ledger')
  const [month, setMonth] = useState(() => dateOf(wallClockAt(Date.now())).slice(0, 7))
  const isMonth = /^\d{4}-\d\d$/.test(month)
  const nextMonth = isMonth ? dayAfter(`${month}-01`, 31).slice(0, 7) : month
  const period = { from: `${month}-01`, to: isMonth ? dayAfter(`${nextMonth}-01`, -1) : '' }
  return (
    <div className="stack">
      <TextField label={t('monthly')} type="month" value={month} onChange={setMonth} />
      {isMonth && (
        <FileLinks
          label={t('downloads')}
          hrefOf={(file) => stockTableUrl({ table: 'turnover', filter, period }, file)}
        />
      )}
    </div>
  )
}

/** That a stockpile has nothing, or nothing of the item that is asked for. */
export const NothingHere = ({ item }: Pick<LedgerFilter, 'item'>) => {
  const { t, language } = useText('ledger')
  return (
    <EmptyNote
      text={item === null ? t('empty') : t('emptyHere', { item: MATERIALS[item].label[language] })}
    />
  )
}

export const BelowMinimum = () => {
  const { t } = useText('ledger')
  return <ReadableTag color="error">{t('belowMinimum')}</ReadableTag>
}

const MILLISECONDS_PER_DAY = 86_400_000

/**
 * Goods may be used until the end of their last day in Shanghai; "soon" is within EXPIRING_DAYS.
 * @param expiresOn `YYYY-MM-DD`, null where the goods do not expire.
 */
export const expiryOf = (
  expiresOn: string | null,
  nowMilliseconds: number,
): 'expired' | 'soon' | 'later' => {
  if (expiresOn === null) return 'later'
  if (expiresOn < dateOf(wallClockAt(nowMilliseconds))) return 'expired'
  const soon = dateOf(wallClockAt(nowMilliseconds + EXPIRING_DAYS * MILLISECONDS_PER_DAY))
  return expiresOn <= soon ? 'soon' : 'later'
}

/**
 * What is past its date, or still to come, is on hand, but never available: so it adds up with the
 * item's sum.
 */
export const usableBatch = (batch: Batch, nowMilliseconds: number): Batch =>
  isUsable(batch, dateOf(wallClockAt(nowMilliseconds))) ? batch : { ...batch, available: 0 }

const COLOURS = { expired: 'error', soon: 'warning' } as const

/** Past its date, or soon: in words. */
export const ExpiryTag = ({ expiresOn }: { expiresOn: string | null }) => {
  const { t } = useText('ledger')
  const expiry = expiryOf(expiresOn, Date.now())
  if (expiry === 'later') return null
  return <ReadableTag color={COLOURS[expiry]}>{t(expiry)}</ReadableTag>
}

const MOST_CHARACTERS = {
  actor: LEDGER_LIMITS.mostTextCharacters,
  reason: LEDGER_LIMITS.mostReasonCharacters,
  document: LEDGER_LIMITS.mostTextCharacters,
} as const

type Part = keyof typeof MOST_CHARACTERS

/** Nothing is entered unsigned: the fields that are still empty. */
export const unsignedOf = (signature: Readonly<Partial<Record<Part, string>>>): Part[] =>
  (Object.keys(signature) as Part[]).filter((name) => signature[name]!.trim() === '')

/** Why nothing can be entered yet; nothing where all is there. */
export const Lacking = ({ names }: { names: readonly string[] }) => {
  const { t, language } = useText('ledger')
  if (names.length === 0) return null
  return <p className="secondary">{t('lacking', { names: listText(names, language) })}</p>
}

interface SignatureFieldsProps<Name extends Part> {
  names: readonly Name[]
  values: Readonly<Record<Name, string>>
  onChange: (name: Name, value: string) => void
}

export const SignatureFields = <Name extends Part>(props: SignatureFieldsProps<Name>) => {
  const { t } = useText('ledger')
  return props.names.map((name) => (
    <TextField
      key={name}
      label={t(name)}
      maxLength={MOST_CHARACTERS[name]}
      value={props.values[name]}
      onChange={(value) => props.onChange(name, value)}
    />
  ))
}
