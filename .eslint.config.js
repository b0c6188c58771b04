import tseslint from 'typescript-eslint';

/** What the types alone do not catch: forgotten promises, half a switch, errors that are swallowed. Layout is Prettier's. */
export default tseslint.config(
  { ignores: ['node_modules/', 'data/', 'coverage/', '**/*.cjs', '**/*.js'] },
  tseslint.configs.recommendedTypeChecked,
  {
    languageOptions: { parserOptions: { project: './tsconfig.json', tsconfigRootDir: import.meta.dirname } },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      '@typescript-eslint/no-floating-promises': ['error', { ignoreVoid: true }],
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/return-await': ['error', 'error-handling-correctness-only'],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      // A port is asynchronous although one of its adapters has nothing to wait for.
      '@typescript-eslint/require-await': 'off',
      // Cheap clarity: every number, id and code may stand in a text; objects may not.
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      // Ports are interfaces implemented by closures: their methods have no `this` to lose.
      '@typescript-eslint/unbound-method': 'off',
      'no-control-regex': 'error',
      'no-console': 'error',
      eqeqeq: 'error',
      'no-var': 'error',
      'prefer-const': 'error',
      'no-eval': 'error',
    },
  },
  {
    files: ['test/**/*.ts'],
    rules: {
      // `expect.any(...)` and answers parsed from JSON are untyped by nature.
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
    },
  },
);
