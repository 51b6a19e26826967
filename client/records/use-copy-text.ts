// Text for a message, into the clipboard.
import { useNotices } from '../ui/notices.ts';
import { useLanguage } from '../ui/use-language.ts';

export function useCopyText(): (text: string) => Promise<void> {
  const notices = useNotices();
  const { t } = useLanguage();
  return async (text) => {
    try {
      await navigator.clipboard.writeText(text);
      notices.say(t('records.copied'));
    } catch {
      notices.say(t('records.notCopied'));
    }
  };
}
