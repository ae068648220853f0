import { DeleteOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useState } from 'react'
import { asApiProblem } from '../../../../api/problem.ts'
import { useText } from '../../../../i18n/text.ts'
import { useDeleteStandard } from './saved-standards.ts'
import type { NamedStandard } from './standard-choice.ts'

/** Deletes a saved standard; asks first, because others use it as well. */
export const StandardDelete = ({ standard }: { standard: NamedStandard }) => {
  const { t, language } = useText('coverage')
  const [isAsking, setIsAsking] = useState(false)
  const remove = useDeleteStandard()
  if (!isAsking) {
    return (
      <Button
        className="target standard-delete"
        icon={<DeleteOutlined aria-hidden />}
        onClick={() => setIsAsking(true)}
      >
        {t('parameters.remove', { name: standard.name })}
      </Button>
    )
  }
  return (
    <div className="query-row" role="alert">
      <span>{t('parameters.removeAsk', { name: standard.name })}</span>
      <Button
        danger
        className="target"
        loading={remove.isPending}
        onClick={() => remove.mutate(standard)}
      >
        {t('parameters.removeYes')}
      </Button>
      <Button className="target" onClick={() => setIsAsking(false)}>
        {t('parameters.removeNo')}
      </Button>
      {remove.error && (
        <span>
          {t('parameters.removeFailed', { detail: asApiProblem(remove.error).sentence[language] })}
        </span>
      )}
    </div>
  )
}
