import { InvalidInput } from '../../core/errors';
import { text } from '../../core/fields';
import type { Picker } from '../../core/kind';

const KEY = text({
	displayName: 'Issue Key',
	type: 'string',
	default: '',
	placeholder: 'e.g. OPS-12',
	description: 'The key or ID of the issue',
});

/** @throws InvalidInput when it is neither a key nor an ID */
export function keyOf(given: unknown): string {
	const key = KEY.read(given);
	if (key === undefined) throw new InvalidInput('Issue Key', 'is missing');
	if (/^([A-Za-z][A-Za-z0-9_]*-\d+|\d+)$/.test(key)) return key;
	throw new InvalidInput('Issue Key', `'${key}' is neither a key such as OPS-12 nor an ID`);
}

/** An issue, by its key or ID. */
export const BY_KEY: Picker<string> = {
	properties: [{ ...KEY.property, name: 'issueKey', required: true }],
	read: (parameters) => keyOf(parameters.get('issueKey')),
};
