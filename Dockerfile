# syntax=docker/dockerfile:1
FROM node:24.21.0-bookworm-slim@sha256:2fe369e969550cde8e867afc3fe370b260140cab4a23d467074295b42163d553 AS program
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
# The image has Node 24 itself: the packages with Node are for machines without it.
RUN npm ci --omit=dev && rm -rf node_modules/node-linux-* node_modules/.bin/node && npm cache clean --force
COPY src ./src
COPY channels ./channels
COPY workers ./workers
# Readable by the account below, whatever the umask of whoever checked this out; writable by nobody.
RUN chmod -R a=rX . && mkdir -m 0700 data

FROM node:24.21.0-bookworm-slim@sha256:2fe369e969550cde8e867afc3fe370b260140cab4a23d467074295b42163d553
# An account of the program's own: `node` (1000) is the first person's account on many machines.
RUN groupadd --gid 10001 intake \
    && useradd --uid 10001 --gid intake --no-create-home --home-dir /app/data --shell /usr/sbin/nologin intake
ENV NODE_ENV=production \
    HOST=0.0.0.0 \
    PORT=8080 \
    DATA_DIR=/app/data
WORKDIR /app
COPY --from=program /app ./
RUN chown intake:intake /app/data
USER 10001:10001
VOLUME /app/data
EXPOSE 8080
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s --retries=3 \
    CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/health/live`).then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "src/main/index.ts"]
