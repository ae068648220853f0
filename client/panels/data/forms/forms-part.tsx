/** Forms that authorities ask for: filled in as workbooks, made, changed and removed. */
import { DownloadOutlined } from '@ant-design/icons'
import { useState } from 'react'
import { formFileAddress, useExportForms } from '../../../api/export-forms.ts'
import { Action, Message, QueryStatus, TextField } from '../../../form/pieces.tsx'
import { useText } from '../../../i18n/text.ts'
import { FormEditor, type FormOutcome } from './form-editor.tsx'
import './forms.css'

const MOST_CHARACTERS = 100

export const FormsPart = () => {
  const { t, language } = useText('intake', 'forms')
  const query = useExportForms()
  const [unit, setUnit] = useState('')
  const [period, setPeriod] = useState('')
  const [openId, setOpenId] = useState<string | null>(null)
  const [outcome, setOutcome] = useState<FormOutcome | null>(null)
  const forms = query.data ?? []
  const open = forms.find(({ id }) => id === openId)
  const reporting = {
    lang: language,
    ...(unit.trim() && { unit: unit.trim() }),
    ...(period.trim() && { period: period.trim() }),
  }
  return (
    <>
      <p className="secondary">{t('about')}</p>
      <TextField label={t('unit')} maxLength={MOST_CHARACTERS} value={unit} onChange={setUnit} />
      <TextField
        label={t('period')}
        maxLength={MOST_CHARACTERS}
        value={period}
        placeholder={t('periodLike')}
        onChange={setPeriod}
      />
      <QueryStatus query={query} failed={(reason) => t('failed', reason)} />
      <ul className="plain-list">
        {forms.map(({ id, name }) => (
          <li key={id} className="framed form-entry">
            <span>{name}</span>
            <span className="row wrapped">
              <Action
                icon={DownloadOutlined}
                href={formFileAddress(id, reporting)}
                download={`${name}.xlsx`}
                label={t('download')}
                aria-label={t('downloadOf', { name })}
              />
              <Action
                label={t(id === openId ? 'close' : 'open')}
                aria-label={t(id === openId ? 'closeOf' : 'openOf', { name })}
                aria-expanded={id === openId}
                onClick={() => {
                  setOutcome(null)
                  setOpenId(id === openId ? null : id)
                }}
              />
            </span>
          </li>
        ))}
      </ul>
      {open && (
        <FormEditor
          key={`${open.id} ${open.version}`}
          form={open}
          onOutcome={(done, id) => {
            setOutcome(done)
            setOpenId(id)
          }}
        />
      )}
      {outcome && <Message type="success" title={t(outcome.kind, { name: outcome.name })} />}
    </>
  )
}
