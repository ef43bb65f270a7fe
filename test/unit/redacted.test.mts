import { MASK, reveal } from '../../nodes/core/secret.ts';
import {
	shownFields,
	visibleFields,
} from '../../nodes/GenesysCloud/integrationCredential/redacted.ts';

test.each(['clientSecret', 'password', 'accessToken', 'apiKey', 'PRIVATE', 'Secret_Access_Key'])(
	'%s is never shown',
	(name) => {
		expect(shownFields({ [name]: 'v', userName: 'u' })).toEqual({ [name]: MASK, userName: 'u' });
	},
);

test('a sensitive field that the vendor left empty shows as empty, not as a secret', () => {
	expect(shownFields({ clientSecret: '', password: null })).toEqual({
		clientSecret: '',
		password: null,
	});
	expect(shownFields(undefined)).toEqual({});
});

test.each<[string | null]>([
	[null],
	[''],
	['***'],
	['••••••••'],
	['xxxx'],
	['####'],
	['[REDACTED]'],
	[MASK],
])('%j is no value that could be written back', (value) =>
	expect(visibleFields({ clientSecret: value })).toEqual({}),
);

test('what the vendor really gives back is kept, as secrets', () => {
	const visible = visibleFields({ clientId: 'a*', userName: 'x', clientSecret: '***' });
	expect(Object.entries(visible).map(([name, secret]) => [name, reveal(secret)])).toEqual([
		['clientId', 'a*'],
		['userName', 'x'],
	]);
	expect(visibleFields(undefined)).toEqual({});
});
