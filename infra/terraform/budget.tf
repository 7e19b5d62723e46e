# A budget warns; it stops nothing. It counts what is tagged, once `martlet-cloud` is activated as a cost allocation tag.

resource "aws_budgets_budget" "month" {
  count        = var.budget == null ? 0 : 1
  name         = var.name
  budget_type  = "COST"
  limit_amount = tostring(var.budget.dollars)
  limit_unit   = "USD"
  time_unit    = "MONTHLY"
  tags         = local.tags

  cost_filter {
    name   = "TagKeyValue"
    values = ["user:martlet-cloud$${var.name}"]
  }

  dynamic "notification" {
    for_each = { FORECASTED = 100, ACTUAL = 80 }

    content {
      comparison_operator        = "GREATER_THAN"
      notification_type          = notification.key
      threshold                  = notification.value
      threshold_type             = "PERCENTAGE"
      subscriber_email_addresses = var.budget.emails
    }
  }
}
