package org.trainyard.app.job.run;

import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.actuate.info.Info;
import org.springframework.boot.actuate.info.InfoContributor;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.trainyard.engine.kernel.KernelInfo;
import org.trainyard.engine.kernel.Kernels;

/** Says which kernels train here: in the log once, and in {@code /actuator/info}. */
@Component
class KernelReport implements InfoContributor {

  private static final Logger LOG = LoggerFactory.getLogger(KernelReport.class);

  @EventListener(ApplicationReadyEvent.class)
  void report() {
    KernelInfo kernels = Kernels.info();
    switch (kernels.kind()) {
      case SIMD -> {
        LOG.info("training uses SIMD kernels with {} lanes", kernels.lanes());
        // Beside the first requests: compiled or not, the kernels give the same bits.
        Thread.ofPlatform().daemon().name("kernel-warm-up").start(Kernels::warmUp);
      }
      case SCALAR -> LOG.warn("training uses the slow scalar kernels: {}", kernels.reason());
    }
  }

  @Override
  public void contribute(Info.Builder builder) {
    KernelInfo kernels = Kernels.info();
    builder.withDetail(
        "kernels",
        Map.of("kind", kernels.kind(), "lanes", kernels.lanes(), "reason", kernels.reason()));
  }
}
