import { Button, Popconfirm } from 'antd'

interface RemoveButtonProps {
  label: string
  /** The question before it is done, naming what will be gone. */
  question: string
  yes: string
  no: string
  onRemove: () => void
}

/** Nothing brings back what was deleted: it asks first, and keeps away from other buttons. */
export const RemoveButton = ({ label, question, yes, no, onRemove }: RemoveButtonProps) => (
  <Popconfirm
    title={question}
    okText={yes}
    cancelText={no}
    okButtonProps={{ danger: true, size: 'middle', className: 'target' }}
    cancelButtonProps={{ size: 'middle', className: 'target' }}
    onConfirm={onRemove}
  >
    <Button danger className="target remove-button">
      {label}
    </Button>
  </Popconfirm>
)
