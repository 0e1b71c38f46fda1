# One image for all processes: the command is that of bin/traitly.
FROM maven:3.9-eclipse-temurin-25 AS build
WORKDIR /src
COPY . .
RUN mvn -q -Dquick -DskipTests -pl cli -am package \
 && mkdir -p /out/lib /out/bin \
 && cp cli/target/lib/*.jar cli/target/cli-*.jar /out/lib/ \
 && cp bin/service bin/java-flags /out/bin/

FROM eclipse-temurin:25-jre
# The health checks ask with curl.
RUN command -v curl >/dev/null \
 || (apt-get update && apt-get install -y --no-install-recommends curl && rm -rf /var/lib/apt/lists/*)
# A volume mounted at the data directory takes over its owner.
RUN ln -s /opt/traitly/bin/service /usr/local/bin/traitly
RUN useradd --system --uid 10001 --home-dir /var/lib/traitly traitly \
 && mkdir -p /var/lib/traitly \
 && chown traitly /var/lib/traitly
COPY --from=build /out /opt/traitly
USER traitly
WORKDIR /var/lib/traitly
ENV TRAITLY_HOST=0.0.0.0 \
    TRAITLY_PORT=8080 \
    TRAITLY_DATA_DIR=/var/lib/traitly
VOLUME /var/lib/traitly
EXPOSE 8080
ENTRYPOINT ["/opt/traitly/bin/service"]
CMD ["serve"]
