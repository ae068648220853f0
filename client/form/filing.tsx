import { useText } from '../i18n/text.ts'
import { useDeskName, useReportingUnit } from '../state/remembered-name.ts'
import { TextField } from './pieces.tsx'

const MOST_CHARACTERS = 100

/** Who reports and who made it, as parameters of a workbook: only what was entered at this desk. */
export const useFiling = (): { unit?: string; maker?: string } => {
  const unit = useReportingUnit(({ name }) => name.trim())
  const maker = useDeskName(({ name }) => name.trim())
  return { ...(unit && { unit }), ...(maker && { maker }) }
}

/** What workbooks say above their table; left empty, there is room to write it by hand. */
export const FilingFields = () => {
  const { t } = useText('panels', 'download')
  const unit = useReportingUnit(({ name }) => name)
  const maker = useDeskName(({ name }) => name)
  return (
    <>
      <TextField
        label={t('unit')}
        maxLength={MOST_CHARACTERS}
        value={unit}
        onChange={(name) => useReportingUnit.setState({ name })}
      />
      <TextField
        label={t('maker')}
        maxLength={MOST_CHARACTERS}
        value={maker}
        onChange={(name) => useDeskName.setState({ name })}
      />
    </>
  )
}
