import { text } from './fields';

/** The filter by a part of the name, for Get Many. */
export const NAME_CONTAINS = text({
	displayName: 'Name Contains',
	type: 'string',
	default: '',
	description: 'Only those with this in their name, in upper or lower case',
});

/** Whether one of the texts contains what is looked for; nothing looked for is contained in all. */
export function containsText(
	wanted: string | undefined,
	...texts: Array<string | undefined>
): boolean {
	if (!wanted) return true;
	return texts.some((candidate) => candidate?.toLowerCase().includes(wanted.toLowerCase()));
}
