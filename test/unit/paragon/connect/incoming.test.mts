import { placeOf, secretFor } from '../../../../nodes/Paragon/connect/incoming.ts';

const PRODUCTION = 'https://n8n.example.com/webhook/5f0c6f0a/webhook';
const TEST = 'https://n8n.example.com/webhook-test/5f0c6f0a/webhook';
const node = { id: 'a1', webhookId: '5f0c6f0a' };

describe('the secret of a subscription', () => {
	test('is the same for the addresses of one trigger, in test and in production', () => {
		const secrets = [PRODUCTION, TEST].map((url) => secretFor('key', placeOf(node, url)));
		expect(secrets[0]).toMatch(/^[\w-]{43}$/);
		expect(secrets[1]).toBe(secrets[0]);
	});

	test('is another one for another trigger, another n8n and another signing key', () => {
		const secrets = [
			secretFor('key', placeOf(node, PRODUCTION)),
			secretFor('key', placeOf({ ...node, webhookId: 'other' }, PRODUCTION)),
			secretFor('key', placeOf({ id: 'a1' }, PRODUCTION)),
			secretFor('key', placeOf(node, 'https://other.example.com/webhook/5f0c6f0a/webhook')),
			secretFor('other', placeOf(node, PRODUCTION)),
		];
		expect(new Set(secrets).size).toBe(secrets.length);
	});
});
