package app.baohao.ui

import android.content.Context
import android.view.View
import app.baohao.R
import app.baohao.core.CommandView
import app.baohao.core.Offer
import app.baohao.core.Outgoing

/** What may be done after a command, as the core orders it: sentences, and buttons of which the first is [first]. */
internal class OfferViews(private val context: Context, private val theme: Theme, private val command: CommandView) {
    private val resources = context.resources

    /** What each button does; every road leads to a preview, where a tap of its own decides. */
    interface Roads {
        fun again()
        fun preview(actionId: String)
        fun answer(replyId: Long, body: String)
    }

    fun views(first: ButtonKind, roads: Roads): List<View> {
        var kind = first
        return command.offers.map { offer ->
            val words = words(offer) ?: return@map note(offer)
            val view = button(context, theme, kind, words) { go(offer, roads) }
            if (kind == ButtonKind.FILLED) kind = ButtonKind.TONAL
            view
        }
    }

    /** A sentence, where nothing is to be pressed. */
    private fun note(offer: Offer): View {
        val words = when (offer) {
            Offer.TopUpFirst -> resources.getString(R.string.offer_top_up_first)
            is Offer.Elsewhere -> resources.getString(R.string.offer_otherwise, offer.action.channel.words(resources))
            else -> resources.getString(R.string.offer_look_for_hidden)
        }
        val text = theme.text(words)
        text.setPadding(theme.dp(8), 0, theme.dp(8), 0)
        return text
    }

    private fun words(offer: Offer): String? = when (offer) {
        Offer.TopUpFirst, Offer.LookForHidden, is Offer.Elsewhere -> null
        Offer.Again -> resources.getString(R.string.look_again)
        Offer.ByHand -> resources.getString(byHand())
        is Offer.CheckBalance -> resources.getString(R.string.offer_check_balance)
        is Offer.Answer -> resources.getString(R.string.offer_answer, offer.body, recipient())
        is Offer.Otherwise -> resources.getString(R.string.offer_otherwise, offer.action.channel.words(resources))
    }

    private fun go(offer: Offer, roads: Roads) = when (offer) {
        Offer.TopUpFirst, Offer.LookForHidden, is Offer.Elsewhere -> Unit
        Offer.Again, Offer.ByHand -> roads.again()
        is Offer.CheckBalance -> roads.preview(offer.actionId)
        is Offer.Answer -> roads.answer(offer.replyId, offer.body)
        is Offer.Otherwise -> roads.preview(offer.action.id)
    }

    private fun byHand(): Int =
        if (command.outgoing is Outgoing.Ussd) R.string.use_dialler else R.string.use_sms_app

    private fun recipient(): String = (command.outgoing as? Outgoing.Sms)?.to.orEmpty()
}
