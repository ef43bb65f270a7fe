import js from '@eslint/js';
import tseslint from 'typescript-eslint';

/** For tests, sandbox and tools; nodes and credentials are held to n8n's own rules by eslint.config.mjs. */
export default tseslint.config(
	{ ignores: ['test/n8n/**', 'dist/**'] },
	{
		files: ['test/**/*.mts', 'tools/**/*.{mts,mjs}'],
		extends: [js.configs.recommended, ...tseslint.configs.recommended],
		rules: {
			// What n8n's engine and server give has no types outside of n8n.
			'@typescript-eslint/no-explicit-any': 'off',
			'@typescript-eslint/no-unused-vars': [
				'error',
				{ argsIgnorePattern: '^_', varsIgnorePattern: '^_' },
			],
			'no-undef': 'off',
		},
	},
);
