import type { IDataObject } from 'n8n-workflow';
import { MASK } from '../../../nodes/core/secret.ts';
import { masked, sensitiveTexts } from '../../../nodes/Paragon/integrationCredential/sensitive.ts';

test.each([
	'clientSecret',
	'signing_secret',
	'password',
	'passphrase',
	'privateKey',
	'PRIVATE',
	'bot_token',
	'apiKey',
	'certificate',
	'credentials',
])('%s may hold a secret', (name) => {
	expect(masked({ [name]: 'h1dden' })).toEqual({ [name]: MASK });
	expect(sensitiveTexts({ [name]: 'h1dden' })).toEqual(['h1dden']);
});

test.each(['clientId', 'scopes', 'authUrl', 'accessTokenUrl', 'token_uri', 'region'])(
	'%s may be shown',
	(name) => {
		expect(masked({ [name]: 'shown' })).toEqual({ [name]: 'shown' });
		expect(sensitiveTexts({ [name]: 'shown' })).toEqual([]);
	},
);

test('what is inside something secret is secret, however deep and whatever it is called', () => {
	const values: IDataObject = {
		region: 'eu',
		app: { name: 'shown', signingKeys: [{ id: 'h1dden1', url: 'h1dden2' }, 'h1dden3'] },
		list: [{ token: 'h1dden4', note: 'shown' }, ['shown']],
		usesToken: true,
		keySize: 2048,
		keyFile: null,
	};
	const before = JSON.stringify(values);
	expect(masked(values)).toEqual({
		...values,
		app: { name: 'shown', signingKeys: [{ id: MASK, url: MASK }, MASK] },
		list: [{ token: MASK, note: 'shown' }, ['shown']],
	});
	expect(sensitiveTexts(values)).toEqual(['h1dden1', 'h1dden2', 'h1dden3', 'h1dden4']);
	expect(JSON.stringify(values)).toBe(before);
});

test('of nothing there is nothing to mask', () => {
	expect(masked({})).toEqual({});
	expect(sensitiveTexts({})).toEqual([]);
});
