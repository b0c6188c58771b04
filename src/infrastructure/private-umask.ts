/**
 * What this process and all that it starts make is for its own account alone: files 0600, folders 0700. The first import
 * of every entry point, before anything can make a file.
 */
process.umask(0o077);
