/** The direction of imports. eslint.config.mjs has to stay n8n's stock file, so these rules live here. */
module.exports = {
	forbidden: [
		{
			name: 'core-knows-no-vendor',
			severity: 'error',
			from: { path: '^nodes/core/' },
			to: { path: '^nodes/(?!core/)' },
		},
		{
			name: 'vendors-do-not-know-each-other',
			severity: 'error',
			from: { path: '^nodes/(?!core/)([^/]+)/' },
			to: { path: '^nodes/(?!core/)', pathNot: '^nodes/$1/' },
		},
		{
			name: 'sandbox-follows-documents-not-code',
			severity: 'error',
			from: { path: '^test/sandbox/' },
			to: { path: '^(nodes|credentials|dist)/' },
		},
		{
			name: 'runtime-imports',
			comment: "n8n's rules for verified nodes, and stricter: what a running node may import",
			severity: 'error',
			from: { path: '^(nodes|credentials)/' },
			to: {
				pathNot:
					'^(nodes/|crypto$|node:crypto$|node_modules/(n8n-workflow|luxon|@types/(luxon|node))/)',
			},
		},
		{
			name: 'no-circles',
			severity: 'error',
			from: { path: '^(nodes|credentials|test|tools)/' },
			to: { circular: true },
		},
		{
			name: 'no-orphans',
			severity: 'error',
			from: { orphan: true, path: '^nodes/', pathNot: '\\.node\\.(ts|json)$' },
			to: {},
		},
	],
	options: {
		tsPreCompilationDeps: true,
		tsConfig: { fileName: 'tsconfig.json' },
		doNotFollow: { path: 'node_modules' },
		exclude: { path: '^(dist|test/n8n)/' },
		enhancedResolveOptions: { extensions: ['.ts', '.mts', '.js', '.mjs', '.json'] },
	},
};
