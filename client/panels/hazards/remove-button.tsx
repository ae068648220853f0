import { Button, Popconfirm } from 'antd'
import { useText } from '../../i18n/text.ts'

interface RemoveButtonProps {
  /** What will be gone. */
  name: string
  onRemove: () => void
}

/** Nothing brings back what was deleted: it asks first, and keeps away from other buttons. */
export const RemoveButton = ({ name, onRemove }: RemoveButtonProps) => {
  const { t } = useText('hazards')
  return (
    <Popconfirm
      title={t('removeAsk', { name })}
      okText={t('removeYes')}
      cancelText={t('leave')}
      okButtonProps={{ danger: true, size: 'middle', className: 'target' }}
      cancelButtonProps={{ size: 'middle', className: 'target' }}
      onConfirm={onRemove}
    >
      <Button className="target hazard-remove" danger>
        {t('remove')}
      </Button>
    </Popconfirm>
  )
}
