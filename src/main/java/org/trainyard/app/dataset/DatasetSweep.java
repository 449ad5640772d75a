package org.trainyard.app.dataset;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.trainyard.app.storage.DataDirectory;

/** Before requests are taken: deletes what a crash left of uploads. */
@Component
class DatasetSweep implements SmartLifecycle {

  private final DatasetFiles files;
  private final DataDirectory data;
  private volatile boolean started;

  DatasetSweep(DatasetFiles files, DataDirectory data) {
    this.files = files;
    this.data = data;
  }

  @Override
  public void start() {
    if (data.isExclusive()) {
      try {
        files.sweep();
      } catch (IOException e) {
        throw new UncheckedIOException("cannot read the folder of data sets", e);
      }
    }
    started = true;
  }

  @Override
  public void stop() {
    started = false;
  }

  @Override
  public boolean isRunning() {
    return started;
  }

  /** Long before the web server, which starts among the last. */
  @Override
  public int getPhase() {
    return 0;
  }
}
