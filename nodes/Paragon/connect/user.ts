import type { Picker } from '../../core/kind';
import { text } from '../../core/fields';

const USER = text({
	displayName: 'User ID',
	type: 'string',
	default: '',
	placeholder: 'e.g. 12345',
	description: 'The connected user to act for, in place of the one of the credential',
});

/** The connected user that a request is made on behalf of; undefined for the one of the credential. */
export const ON_BEHALF: Picker<string | undefined> = {
	properties: [{ ...USER.property, name: 'userId' }],
	read: (parameters) => USER.read(parameters.get('userId')),
};
