package org.trainyard.engine.parallel;

import java.util.ArrayList;
import java.util.List;

/**
 * Tasks in their order, cut into stages that a team runs one after the other.
 *
 * <p>Neighbouring tasks that work row by row make one stage: each member takes its share of the
 * rows and does all tasks on a block of them while the block is still in its cache. A task that
 * needs all rows of a column is a stage of its own, divided by columns.
 *
 * <p>Belongs to one calling thread.
 */
public final class Plan {

  /** Ends of slices of columns: whole vectors, and no cache line has two owners. */
  private static final int COLUMN_GRAIN = 16;

  private final List<Stage> stages = new ArrayList<>();
  private int rows;

  /**
   * Plans tasks.
   *
   * @param blockRows how many rows a member works on before it goes on to the next; at least 1
   */
  public Plan(List<Task> tasks, int blockRows) {
    List<Task.Rows> joined = new ArrayList<>();
    for (Task task : tasks) {
      switch (task) {
        case Task.Rows rowTask -> joined.add(rowTask);
        case Task.Columns columnTask -> {
          addRowStage(joined, blockRows);
          stages.add(new ColumnStage(columnTask));
        }
      }
    }
    addRowStage(joined, blockRows);
  }

  private void addRowStage(List<Task.Rows> joined, int blockRows) {
    if (!joined.isEmpty()) {
      stages.add(new RowStage(joined.toArray(Task.Rows[]::new), blockRows));
      joined.clear();
    }
  }

  /**
   * Runs all tasks.
   *
   * @param batchRows how many rows there are
   */
  public void run(Team team, int batchRows) {
    rows = batchRows;
    for (int i = 0; i < stages.size(); i++) {
      team.run(stages.get(i));
    }
  }

  private sealed interface Stage extends Team.Work {}

  private final class RowStage implements Stage {

    private final Task.Rows[] tasks;
    private final int blockRows;

    RowStage(Task.Rows[] tasks, int blockRows) {
      this.tasks = tasks;
      this.blockRows = blockRows;
    }

    @Override
    public void run(int member, int members) {
      int start = Slices.start(rows, member, members, 1);
      int count = Slices.start(rows, member + 1, members, 1) - start;
      int blocks = (count + blockRows - 1) / blockRows;
      for (int block = 0; block < blocks; block++) {
        int from = start + Slices.start(count, block, blocks, 1);
        int to = start + Slices.start(count, block + 1, blocks, 1);
        for (Task.Rows task : tasks) {
          task.run(from, to);
        }
      }
    }
  }

  private final class ColumnStage implements Stage {

    private final Task.Columns task;

    ColumnStage(Task.Columns task) {
      this.task = task;
    }

    @Override
    public void run(int member, int members) {
      int from = Slices.start(task.columns(), member, members, COLUMN_GRAIN);
      int to = Slices.start(task.columns(), member + 1, members, COLUMN_GRAIN);
      if (from < to) {
        task.run(rows, from, to);
      }
    }
  }
}
