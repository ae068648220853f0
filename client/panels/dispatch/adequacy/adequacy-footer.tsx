import type { AdequacyAnswer } from '../../../../data/adequacy.ts'
import { listText } from '../../../form/amount-text.ts'
import { useText } from '../../../i18n/text.ts'

/** The tables as files, and what the answer obeyed. */
export const AdequacyFooter = ({ answer, normId }: { answer: AdequacyAnswer; normId: string }) => {
  const { t, language } = useText('adequacy')
  const { obeyed, notice } = answer
  return (
    <>
      <p className="adequacy-downloads">
        {t('downloads')}{' '}
        {(['works', 'purchases'] as const).map((table) => (
          <a
            key={table}
            className="target"
            download
            href={`/api/adequacy/tables/${table}?f=xlsx&lang=${language}&norm=${encodeURIComponent(normId)}`}
          >
            {t(table === 'works' ? 'worksTable' : 'purchases')}
          </a>
        ))}
      </p>
      {obeyed.length > 0 && (
        <p>
          {t('obeyed', {
            names: listText(
              obeyed.map(({ name }) => name),
              language,
            ),
          })}
        </p>
      )}
      {notice && <p className="secondary">{notice[language]}</p>}
    </>
  )
}
