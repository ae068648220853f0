/** Every import there was, the newest first. */
import { useImports } from '../../api/imports.ts'
import { EmptyNote, QueryStatus } from '../../form/pieces.tsx'
import { useText } from '../../i18n/text.ts'
import { ImportCard } from './import-card.tsx'

export const ImportsPart = ({ onOpen }: { onOpen: (id: number) => void }) => {
  const { t } = useText('intake')
  const query = useImports()
  return (
    <>
      <QueryStatus query={query} failed={(reason) => t('list.failed', reason)} />
      {query.data?.imports.length === 0 && <EmptyNote text={t('list.empty')} />}
      {query.data?.imports.map((entry) => (
        <ImportCard key={entry.id} entry={entry} onOpen={onOpen} />
      ))}
    </>
  )
}
