import type { ReactNode } from 'react';
import { Dialog as AriaDialog } from 'react-aria-components/Dialog';
import { Heading } from 'react-aria-components/Heading';
import { Modal, ModalOverlay } from 'react-aria-components/Modal';
import './dialog.css';

interface DialogProps {
  title: string;
  titleUnseen?: boolean;
  onClose: () => void;
  children: ReactNode;
}

/**
 * For what needs an answer before anything else; rare. Rendered while it is open. Escape and a press outside close
 * it, and the focus goes back to where it came from.
 */
export function Dialog({ title, titleUnseen, onClose, children }: DialogProps) {
  return (
    <ModalOverlay isOpen isDismissable onOpenChange={(open) => !open && onClose()} className="kk-veil">
      <Modal className="kk-dialog">
        <AriaDialog className="kk-dialog__in">
          <Heading slot="title" level={2} className={titleUnseen ? 'kk-unseen' : undefined}>
            {title}
          </Heading>
          {children}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}
