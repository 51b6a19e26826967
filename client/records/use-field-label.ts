// The name of a field that a refusal tells of.
import { useServices } from '../session/use-session.ts';
import { useLanguage } from '../ui/use-language.ts';

/** `attended`, `values.attended`, `gifts.item`; a newer server's field by its id. */
export function useFieldLabel(): (type: string, path: string) => string {
  const { registry } = useServices();
  const { labelText } = useLanguage();
  return (type, path) => {
    const [id = '', leaf] = path.replace(/^values\./, '').split('.');
    const field = registry.get(type)?.fields.find((each) => each.id === id);
    const inGroup = field?.kind === 'group' ? field.fields.find((each) => each.id === leaf) : undefined;
    const named = inGroup ?? field;
    return named === undefined ? path : labelText(named.label);
  };
}
