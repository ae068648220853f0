import { Button } from 'antd'
import type { ComponentProps, ComponentType, ReactNode } from 'react'
import './form.css'

interface ActionProps extends Omit<ComponentProps<typeof Button>, 'icon' | 'children'> {
  /** What it says; without words it has an `aria-label`. */
  label?: ReactNode
  /** A picture beside the words, or in place of them. */
  icon?: ComponentType<{ 'aria-hidden': boolean }>
}

/** A button as large as a finger wants it. */
export const Action = ({ label, icon: Icon, className = '', ...button }: ActionProps) => (
  <Button className={`target ${className}`} icon={Icon && <Icon aria-hidden />} {...button}>
    {label}
  </Button>
)
