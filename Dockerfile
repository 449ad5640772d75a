# Builds the service and runs it as a user without rights; the data lie in the volume /data.
FROM maven:3-eclipse-temurin-25 AS build
WORKDIR /source
COPY pom.xml .
COPY src src
RUN mvn -B -q package -DskipTests

FROM eclipse-temurin:25-jre
RUN useradd --system --uid 65532 trainyard && mkdir /data && chown trainyard /data
USER trainyard
VOLUME /data
COPY --from=build /source/target/trainyard-*.jar /app.jar
ENV JDK_JAVA_OPTIONS="--add-modules=jdk.incubator.vector --enable-native-access=ALL-UNNAMED" \
    TRAINYARD_DATA_DIRECTORY=/data \
    SERVER_ADDRESS=0.0.0.0
EXPOSE 8080
ENTRYPOINT ["java", "-XX:MaxRAMPercentage=70", "-jar", "/app.jar"]
