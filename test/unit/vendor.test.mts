import { GENESYS_CLOUD } from '../../nodes/GenesysCloud/vendor.ts';

const headers = (allowed?: string, count?: string, reset?: string) => ({
	'inin-ratelimit-allowed': allowed,
	'inin-ratelimit-count': count,
	'inin-ratelimit-reset': reset,
});

test("the budget is what is allowed less what was counted, until the reset's seconds are over", () => {
	expect(GENESYS_CLOUD.budget(headers('300', '298', '17'))).toEqual({
		remaining: 2,
		resetMs: 17_000,
	});
	expect(GENESYS_CLOUD.budget(headers('300', '310', '0'))).toEqual({ remaining: -10, resetMs: 0 });
});

test.each([
	[{}],
	[headers('300', '1')],
	[headers('300', undefined, '17')],
	[headers('many', '1', '17')],
	[headers('300', '1', 'Infinity')],
])('%j says nothing of the budget', (given) => {
	expect(GENESYS_CLOUD.budget(given)).toBeUndefined();
});

test("n8n's own client is known however its ID is written", () => {
	expect(GENESYS_CLOUD.ownId?.({ clientId: ' AB-c ' })).toBe('ab-c');
});
