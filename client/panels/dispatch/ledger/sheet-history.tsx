import { Collapse } from 'antd'
import type { HazardHistory } from '../../../../data/hazard-change.ts'
import { listText } from '../../../../data/wording.ts'
import { useSheetHistory } from '../../../api/item-sheets.ts'
import { QueryStatus } from '../../../form/pieces.tsx'
import { dateTimeText } from '../../../form/shanghai-time.ts'
import { writerText } from '../../../form/written-words.ts'
import { useText } from '../../../i18n/text.ts'

/** Everything that was done to a sheet; asked for when it is opened. */
export const SheetHistory = ({ id }: { id: string }) => {
  const { t } = useText('ledger', 'sheets')
  const children = <History id={id} />
  return (
    <Collapse
      size="small"
      destroyOnHidden
      items={[{ key: 'history', label: t('history'), children }]}
    />
  )
}

const History = ({ id }: { id: string }) => {
  const { t } = useText('ledger')
  const query = useSheetHistory(id)
  if (!query.data) return <QueryStatus query={query} failed={(reason) => t('failed', reason)} />
  return (
    <ol className="plain-list stack">
      {query.data.changes.map((change) => (
        <Entry key={change.sequence} change={change} />
      ))}
    </ol>
  )
}

const FIELDS = ['name', 'own', 'weighs', 'packages', 'note'] as const

const Entry = ({ change }: { change: HazardHistory['changes'][number] }) => {
  const { t, language } = useText('ledger', 'sheets')
  const { at, who, kind, fields } = change
  const retired = fields.find(({ field }) => field === 'isRetired')
  const named = FIELDS.filter((each) => fields.some(({ field }) => field === each))
  const said = [
    ...(retired ? [t(retired.after === true ? 'did.retire' : 'did.bringBack')] : []),
    ...named.map((each) => t(`fields.${each}`)),
  ]
  return (
    <li>
      <strong>{t(`did.${kind}`)}</strong> {writerText(who, language)} ·{' '}
      {dateTimeText(Date.parse(at))}
      <div className="secondary">{listText(said, language)}</div>
    </li>
  )
}
