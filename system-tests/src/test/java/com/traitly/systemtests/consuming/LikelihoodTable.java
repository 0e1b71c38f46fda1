package com.traitly.systemtests.consuming;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.OptionalDouble;

/** The table that Kafka Connect keeps, as a user of the database sees it. */
final class LikelihoodTable implements AutoCloseable {
  private static final String MISSING_TABLE = "42P01";

  private final Connection database;

  LikelihoodTable(String url) throws SQLException {
    database = DriverManager.getConnection(url);
  }

  /** Returns the likelihood of a customer of the account default; empty without a row. */
  OptionalDouble of(String customerId) throws SQLException {
    String query =
        "SELECT likelihood FROM likelihoods"
            + " WHERE account = 'default' AND customer_id = ? AND goal_name = ?";
    try (PreparedStatement statement = database.prepareStatement(query)) {
      statement.setString(1, customerId);
      statement.setString(2, TrialCustomers.GOAL);
      try (ResultSet rows = statement.executeQuery()) {
        return rows.next() ? OptionalDouble.of(rows.getDouble(1)) : OptionalDouble.empty();
      }
    } catch (SQLException e) {
      // The sink makes the table for its first row.
      if (MISSING_TABLE.equals(e.getSQLState())) {
        return OptionalDouble.empty();
      }
      throw e;
    }
  }

  /** Returns how many rows there are. */
  int size() throws SQLException {
    try (PreparedStatement statement =
            database.prepareStatement("SELECT count(*) FROM likelihoods");
        ResultSet rows = statement.executeQuery()) {
      rows.next();
      return rows.getInt(1);
    }
  }

  @Override
  public void close() throws SQLException {
    database.close();
  }
}
