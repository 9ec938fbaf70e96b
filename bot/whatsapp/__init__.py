"""WhatsApp (Meta's Cloud API): the same conversation over another channel. Off unless ``WHATSAPP=aan``."""
